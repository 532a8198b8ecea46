#!/usr/bin/env python3
"""Registers sold devices with the Knox Deployment Program. Standard library only."""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE_URL = os.environ.get('KDP_URL', 'https://eu-be-reseller.samsungknox.com')
API_KEY = os.environ['KDP_KEY']
RUN = os.environ.get('KDP_RUN') or str(int(time.time()))

RESELLER = '4680000925'
VENDOR = '7850000063'
CUSTOMER = '1200000321'
OTHER_CUSTOMER = '1200000322'

SUCCESS = 2000000
ATTEMPTS = 5
POLLS = 150


def call(method, path, body=None, key=API_KEY):
    """Returns the HTTP status and the answer; server trouble is tried again."""
    for attempt in range(ATTEMPTS):
        request = urllib.request.Request(BASE_URL + path, method=method)
        request.add_header('X-WSM-API-TOKEN', key)
        data = None
        if body is not None:
            request.add_header('Content-Type', 'application/json')
            data = json.dumps(body).encode('utf-8')
        try:
            response = urllib.request.urlopen(request, data, timeout=120)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            if response.code < 500:
                return response.code, json.loads(response.read().decode('utf-8'))
        time.sleep(1)
    sys.exit('%s %s: the server is in trouble, giving up' % (method, path))


def transaction_id(name):
    return '%s-%s' % (RUN, name)


def shown(text):
    return text.replace(RUN + '-', '')


def report(what, status, answer):
    if status == 200 and answer['code'] == SUCCESS:
        print('%s: accepted' % what)
    else:
        print('%s: REFUSED %d' % (what, status), failure(answer))


def failure(error):
    return '%d %s: %s' % (error['code'], error['message'], shown(error['data']))


def upload(version, name, customer, device_type, devices, vendor=None, key=API_KEY):
    body = {
        'transactionId': transaction_id(name),
        'resellerId': RESELLER,
        'customerId': customer,
        'transactionType': 'New',
        'devices': {'type': device_type, 'list': devices},
    }
    if vendor:
        body['vendorId'] = vendor
    status, answer = call('PUT', '/bulkenroll/%s/reseller/devices' % version, body, key)
    report('upload %s' % name, status, answer)


def delete(version, name, customer, what, vendor=None):
    body = {
        'transactionId': transaction_id(name),
        'resellerId': RESELLER,
        'customerId': customer,
        'transactionType': 'Delete',
    }
    body.update(what)
    if vendor:
        body['vendorId'] = vendor
    status, answer = call('PUT', '/bulkenroll/%s/reseller/devices/delete' % version, body)
    report('delete %s' % name, status, answer)


def print_status(version, name, vendor=None):
    query = {'resellerId': RESELLER, 'transactionId': transaction_id(name)}
    if vendor:
        query['vendorId'] = vendor
    path = '/bulkenroll/%s/reseller/devices/status?%s' % (version, urllib.parse.urlencode(query))
    for poll in range(POLLS):
        status, answer = call('GET', path)
        if status != 200:
            report('status %s' % name, status, answer)
            return
        transaction = answer['transactions'][0]
        if transaction['state'] == 'Complete':
            print('status %s: %s %s' % (name, transaction['type'], transaction['state']))
            for device in transaction['devices']:
                print_device(device)
            return
        time.sleep(0.2)
    sys.exit('%s does not complete, giving up' % name)


def print_device(device):
    ident = device.get('imei') or device.get('serialNumber')
    if device.get('code', SUCCESS) == SUCCESS:
        print('  %s OK' % ident)
    else:
        print('  %s FAILED' % ident, failure(device))


def print_devices():
    query = urllib.parse.urlencode({'resellerId': RESELLER, 'customerId': CUSTOMER})
    status, answer = call('GET', '/bulkenroll/v1/reseller/devices?' + query)
    if status != 200:
        report('devices', status, answer)
        return
    print('devices of %s: %d' % (CUSTOMER, answer['totalCount']))
    for device in answer['devices']:
        print('  %s' % (device.get('imei') or device.get('serialNumber')))


def print_accounts(what, id_field):
    status, answer = call('POST', '/bulkenroll/v1/reseller/' + what, {'resellerId': RESELLER})
    if status != 200:
        report(what, status, answer)
        return
    print('%s: %d' % (what, answer['totalCount']))
    for account in answer[what]:
        print('  %s %s' % (account[id_field], account['name']))


# An order of two devices. One with a repeated device and one that is no IMEI. One with another customer's device.
upload('v1', 'PO-1', CUSTOMER, 'IMEI', ['351800000000701', '351800000001188'])
print_status('v1', 'PO-1')
upload('v1', 'PO-2', CUSTOMER, 'IMEI', ['351800000001188', '351800000001261', 'NOT-AN-IMEI'])
print_status('v1', 'PO-2')
upload('v1', 'PO-3', OTHER_CUSTOMER, 'IMEI', ['351800000000701'])
print_status('v1', 'PO-3')

# Two-tier: sold by a shop below the reseller.
upload('v2', 'PO-4', CUSTOMER, 'SN', ['R58N30ABCDE', 'R58N30ABCDF'], vendor=VENDOR)
print_status('v2', 'PO-4', vendor=VENDOR)

# Returned by the customer, with one that was never sold; and by a customer who never had it.
delete('v1', 'RMA-1', CUSTOMER, {'devices': {'type': 'IMEI', 'list': ['351800000001261', '351800000001675']}})
print_status('v1', 'RMA-1')
delete('v1', 'RMA-2', OTHER_CUSTOMER, {'devices': {'type': 'IMEI', 'list': ['351800000000701']}})
print_status('v1', 'RMA-2')

# Refused as a whole: an unknown customer, a transaction id used twice, a wrong key.
upload('v1', 'PO-5', '1999999999', 'IMEI', ['351800000001345'])
upload('v1', 'PO-1', CUSTOMER, 'IMEI', ['351800000001345'])
upload('v1', 'PO-6', CUSTOMER, 'IMEI', ['351800000001345'], key='not-the-key')

print_devices()
print_accounts('customers', 'customerId')
print_accounts('resellers', 'resellerId')

# Two orders are cancelled: all that they registered is deleted.
delete('v1', 'RMA-3', CUSTOMER, {'removeTransactionId': transaction_id('PO-1')})
print_status('v1', 'RMA-3')
delete('v2', 'RMA-4', CUSTOMER, {'removeTransactionId': transaction_id('PO-4')}, vendor=VENDOR)
print_status('v2', 'RMA-4', vendor=VENDOR)
print_devices()
